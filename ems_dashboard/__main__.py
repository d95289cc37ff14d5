from ems_dashboard.cli import main

main()
