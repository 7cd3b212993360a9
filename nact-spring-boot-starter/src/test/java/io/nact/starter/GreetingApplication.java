package io.nact.starter;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class GreetingApplication {}
