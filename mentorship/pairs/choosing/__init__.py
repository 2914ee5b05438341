"""The mark of mutual choice after the first meeting (п. 6.1, PAIR-02)."""
