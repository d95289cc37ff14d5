"""Contacts and calls on screen."""
