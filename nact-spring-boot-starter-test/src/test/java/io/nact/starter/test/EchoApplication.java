package io.nact.starter.test;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class EchoApplication {}
