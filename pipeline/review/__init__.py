"""A person at a terminal → judgements and corrections, written down as they are given.

Published plans and links come in; rows of `raw/judgements.csv` and entries of `corrections.yaml`
go out, one at a time and never rewritten. What is asked and in which order is worked out by pure
functions (`pairs`, `doubts`); `desk` is the only one that knows of keys and screens.
"""
