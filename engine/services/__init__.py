"""What people can do: one function an intent, one transaction each."""
