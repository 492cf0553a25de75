"""Stories are looked after on their desk; the admin pages show none of them."""
