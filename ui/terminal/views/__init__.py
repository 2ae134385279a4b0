"""View-models: each reads the core for one group of screens and passes the visitor's commands on."""
