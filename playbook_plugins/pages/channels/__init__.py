"""What goes out beside the pages, made from the same source, so that nothing anywhere says otherwise."""
