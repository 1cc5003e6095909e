"""What checking, building and serving cost at any size, side by side with what people would use instead."""
