"""What pictures share: renderers and their cache, and the sheets that static maps are set on."""
