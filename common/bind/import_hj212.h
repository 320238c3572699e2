#define import_hj212_brief "HJ 212"
