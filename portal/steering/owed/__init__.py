"""What units and bodies owe: whose it is to settle, who their people are, and the page with all of it."""
