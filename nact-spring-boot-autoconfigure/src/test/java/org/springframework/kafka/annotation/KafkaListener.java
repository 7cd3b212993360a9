package org.springframework.kafka.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in for the annotation of a library that is not on the class path: what counts is its name. */
@Retention(RetentionPolicy.RUNTIME)
public @interface KafkaListener {}
