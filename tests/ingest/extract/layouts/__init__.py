"""Task-division notices of our own wording in the layouts that offices use, each with the assignments expected."""
