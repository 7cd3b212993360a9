package io.nact.spring.test;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;

/** The auto-configurations of a simulated context, which a file of this class's name lists. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration
class SimulatedActors {}
