"""The cited works, one by one, as reference managers take them."""
