package io.nact.spring.test.bank;

import io.nact.Request;

record Deposit(long amount) implements Request<Long> {}
