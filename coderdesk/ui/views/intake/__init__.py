"""Where documents come in: the list of what arrived, what each of them asks, and the visit it goes to. Views only."""
