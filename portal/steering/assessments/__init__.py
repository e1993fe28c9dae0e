"""The yearly assessment "An toàn về an ninh, trật tự" (S2.8): who registers, which criteria hold, who is recognised."""
