"""What people type at the Charter: one module for each room."""
