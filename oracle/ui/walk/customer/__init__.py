"""The test customer's card: who the tester poses as, what is left behind, and cleaning it up."""
