/** What docs/monitoring offers to operators, against the application as it runs and a Prometheus that watches it. */
@NullMarked
package io.nact.demo.monitoring;

import org.jspecify.annotations.NullMarked;
