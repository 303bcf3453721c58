"""What is remembered, and that it comes back as it was."""
