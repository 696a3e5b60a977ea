"""QTI in all its versions: packages of learning platforms, Common Cartridge, single files."""
