// duckdb.cjs - runs a file of SQL in DuckDB and prints the seconds it took, without the start of node.
//	node duckdb.cjs FOLDER-OF-NODE-MODULES SQL-FILE
const { createRequire } = require("module");
const { readFileSync } = require("fs");

async function main() {
	const { DuckDBInstance } = createRequire(process.argv[2] + "/x.js")("@duckdb/node-api");
	const db = await (await DuckDBInstance.create(":memory:")).connect();
	const began = process.hrtime.bigint();

	for (const q of readFileSync(process.argv[3], "utf8").split(/;\s*$/m)) {
		if (q.trim() !== "")
			await db.run(q);
	}
	console.log((Number(process.hrtime.bigint() - began) / 1e9).toFixed(3));
}

main().catch((e) => { console.error(e); process.exit(1); });
