package io.nact.spring.registration.samename;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Scans two actors of one name. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SameName {}
