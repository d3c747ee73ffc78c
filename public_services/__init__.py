"""What citizens do: procedures, dossiers, dues, payments, notifications."""
