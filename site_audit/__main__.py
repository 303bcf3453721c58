"""`python -m site_audit`."""

from site_audit.cli import main

if __name__ == "__main__":
    main()
