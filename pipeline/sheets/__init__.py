"""The office's sheet: the ledger as a 任务分解表 to take home, correct, and bring back."""
