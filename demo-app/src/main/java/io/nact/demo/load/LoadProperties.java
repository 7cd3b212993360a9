package io.nact.demo.load;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How busy the shop is.
 *
 * @param customers Number of customers, an actor each.
 * @param rate Purchases a second.
 * @param declined One of so many payments fails.
 * @param bulky One of so many parcels takes long to pack.
 * @param errands One of so many purchases sends an errand boy who has gone home: a dead letter.
 */
@ConfigurationProperties("demo.load")
record LoadProperties(
        @DefaultValue("5000") int customers,
        @DefaultValue("400") int rate,
        @DefaultValue("500") int declined,
        @DefaultValue("200") int bulky,
        @DefaultValue("300") int errands) {

    LoadProperties {
        atLeastOne("demo.load.customers", customers);
        atLeastOne("demo.load.rate", rate);
        atLeastOne("demo.load.declined", declined);
        atLeastOne("demo.load.bulky", bulky);
        atLeastOne("demo.load.errands", errands);
    }

    private static void atLeastOne(String property, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, not %d".formatted(property, value));
        }
    }

    /** Whether it happens this time, if it happens one time of so many. */
    static boolean happens(long number, int oneOf) {
        return number % oneOf == 0;
    }
}
