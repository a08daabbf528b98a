using System.Reflection;

namespace Outreach.Console.Tests;

/// <summary>Thrown by every call once the process has stopped.</summary>
public sealed class StoppedException : Exception;

/// <summary>Counts calls to tables and queues, and can stop the process right before or after one. Every later call then fails.</summary>
public sealed class Stops
{
    private int? stopAt;
    private bool after;
    private bool stopped;

    private int calls;

    public int Calls => calls;

    /// <summary>Restarts the count and stops at the call with that number, counted from 0; null for never.</summary>
    public void Arm(int? at, bool afterIt = false) => (calls, stopAt, after, stopped) = (0, at, afterIt, false);

    public T Around<T>(T inner) where T : class
    {
        var proxy = DispatchProxy.Create<T, Stopping>();
        ((Stopping)(object)proxy).Wrap(inner, this);
        return proxy;
    }

    private object? Call(MethodInfo method, object inner, object?[]? arguments)
    {
        var here = Interlocked.Increment(ref calls) - 1 == stopAt;
        stopped |= here && !after;
        if (stopped) throw new StoppedException();
        var answer = method.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        stopped |= here;
        return stopped ? throw new StoppedException() : answer;
    }

#pragma warning disable CA1852 // a proxy class cannot be sealed
    private class Stopping : DispatchProxy
    {
        private object inner = null!;
        private Stops stops = null!;

        public void Wrap(object target, Stops by) => (inner, stops) = (target, by);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => stops.Call(targetMethod!, inner, args);
    }
#pragma warning restore CA1852
}
