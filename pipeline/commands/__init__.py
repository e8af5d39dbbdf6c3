"""The commands of `taizhang`, a module each."""
