package io.nact.spring.test.shop;

import io.nact.Request;

/** The reply is the price. */
record Sale(String item) implements Request<Integer> {}
