package io.nact.demo.shop;

/** An application event: so many pieces have been ordered. */
record OrderPlaced(int pieces) {}
