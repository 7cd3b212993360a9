package io.nact.spring.test.bank;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class BankApplication {}
