"""The installed code sets on the screen: what is there, under which licence, and how another one comes in."""
