"""What the atlas makes of its sources: one small module per layer, and what some of them share."""
