"""The library: reports kept in a catalog (the truth) with a word index and a vector index derived from it."""
