"""Projects, tenders and public procurement (NĐ 43/2011 Điều 10.1.h)."""
