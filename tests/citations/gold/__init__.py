"""The gold of reading: whole letters with what a careful editor would say of them."""
