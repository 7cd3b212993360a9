package io.nact.spring.health;

import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What a context says of its actors' health. */
final class HealthOf {

    private HealthOf() {}

    static Status status(BeanFactory context) {
        return health(context).getStatus();
    }

    static Map<String, Object> details(BeanFactory context) {
        return health(context).getDetails();
    }

    private static Health health(BeanFactory context) {
        return context.getBean(NactHealthIndicator.class).health();
    }
}
