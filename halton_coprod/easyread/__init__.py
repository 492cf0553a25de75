"""Ground floor, how we say it: easy read as a language, pictures, words, forms. Imports no app of the hub."""
