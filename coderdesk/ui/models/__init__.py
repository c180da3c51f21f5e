"""What lists and trees show: models over frozen values, and the values that delegates paint."""
