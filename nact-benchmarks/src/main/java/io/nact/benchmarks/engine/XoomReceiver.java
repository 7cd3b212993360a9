package io.nact.benchmarks.engine;

import io.vlingo.xoom.common.Completes;

/** The protocol of every actor in {@link XoomEngine}. Public, and the proxy's name as it is, because XOOM looks for it. */
public interface XoomReceiver {

    void receive(Object message);

    Completes<Object> answer(Object message);
}
