package io.nact.spring.test.bank;

import io.nact.persistence.EventType;

@EventType("deposited")
record Deposited(long amount) {}
