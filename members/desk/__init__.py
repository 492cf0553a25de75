"""The pool's desk: pool staff find people, see what is needed to see, and record what people tell them."""
