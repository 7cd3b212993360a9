package io.nact.spring.persistence;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application with accounts, as Boot configures it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Bank.Accounts.class, Bank.Customers.class})
class BankApplication {

    @Bean
    Bank.Limit limit() {
        return new Bank.Limit(10);
    }
}
