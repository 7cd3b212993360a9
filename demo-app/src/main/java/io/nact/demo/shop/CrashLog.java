package io.nact.demo.shop;

import io.nact.event.ActorEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of crashes as of any other application event. */
@Component
class CrashLog {

    private static final Logger log = LoggerFactory.getLogger(CrashLog.class);

    @EventListener
    void crashed(ActorEvent.Crashed event) {
        log.warn("{} crashed", event.actor(), event.cause());
    }
}
