"""How people get in and stay in: second factor, lockout, idle lock, cards of hamlet heads, sessions."""
