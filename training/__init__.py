"""How the weights in src/dateline/data/reader/ were made. See training/README.md."""
