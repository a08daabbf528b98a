using System.Runtime.CompilerServices;
using CsCheck;

namespace Outreach.Testing;

/// <summary>
/// Property tests from recorded seeds: the same inputs in every run, on every machine, on any number of threads. OUTREACH_RANDOM=1 draws
/// new inputs. A failure names the seed of its input, to be recorded beside the test.
/// </summary>
public static class Property
{
    /// <summary>Asserts for the inputs of the recorded seeds, then for as many others as there are iterations.</summary>
    /// <param name="gen">Makes an input.</param>
    /// <param name="assertion">Throws for an input that fails.</param>
    /// <param name="iterations">Inputs besides those of the recorded seeds.</param>
    /// <param name="seeds">Seeds of inputs that failed once; each is run first.</param>
    /// <param name="threads">The maximum of parallel threads; 0 for one a processor.</param>
    /// <param name="test">The caller's name.</param>
    /// <exception cref="PropertyFailedException">An input failed.</exception>
    public static Task CheckAsync<T>(
        this Gen<T> gen, Func<T, Task> assertion, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        new PropertyRun<T>(gen, assertion, iterations, seeds ?? [], threads, test).RunAsync();

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static void Check<T>(
        this Gen<T> gen, Action<T> assertion, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        Task.Run(() => gen.CheckAsync(Awaited(assertion), iterations, seeds, threads, test)).GetAwaiter().GetResult();

    /// <summary>As with an assertion; an input for which the property is false fails.</summary>
    public static void Check<T>(
        this Gen<T> gen, Func<T, bool> holds, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        gen.Check(
            t => { if (!holds(t)) throw new InvalidOperationException("The property does not hold."); },
            iterations, seeds, threads, test);

    /// <inheritdoc cref="Check{T}(Gen{T}, Func{T, bool}, int, string[], int, string)"/>
    public static void Check<T1, T2>(
        this Gen<(T1, T2)> gen, Func<T1, T2, bool> holds, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => holds(t.Item1, t.Item2), iterations, seeds, 0, test);

    /// <inheritdoc cref="Check{T}(Gen{T}, Func{T, bool}, int, string[], int, string)"/>
    public static void Check<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, bool> holds, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => holds(t.Item1, t.Item2, t.Item3), iterations, seeds, 0, test);

    /// <inheritdoc cref="Check{T}(Gen{T}, Func{T, bool}, int, string[], int, string)"/>
    public static void Check<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, bool> holds, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => holds(t.Item1, t.Item2, t.Item3, t.Item4), iterations, seeds, 0, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static void Check<T1, T2>(
        this Gen<(T1, T2)> gen, Action<T1, T2> assertion, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => assertion(t.Item1, t.Item2), iterations, seeds, 0, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static void Check<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> assertion, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => assertion(t.Item1, t.Item2, t.Item3), iterations, seeds, 0, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static void Check<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> assertion, int iterations = 100, string[]? seeds = null,
        [CallerMemberName] string test = "") =>
        gen.Check(t => assertion(t.Item1, t.Item2, t.Item3, t.Item4), iterations, seeds, 0, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static void Check<T1, T2, T3, T4, T5, T6, T7>(
        this Gen<(T1, T2, T3, T4, T5, T6, T7)> gen, Action<T1, T2, T3, T4, T5, T6, T7> assertion,
        int iterations = 100, string[]? seeds = null, [CallerMemberName] string test = "") =>
        gen.Check(t => assertion(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7), iterations, seeds, 0, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static Task CheckAsync<T1, T2>(
        this Gen<(T1, T2)> gen, Func<T1, T2, Task> assertion, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        gen.CheckAsync(t => assertion(t.Item1, t.Item2), iterations, seeds, threads, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static Task CheckAsync<T1, T2, T3>(
        this Gen<(T1, T2, T3)> gen, Func<T1, T2, T3, Task> assertion, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        gen.CheckAsync(t => assertion(t.Item1, t.Item2, t.Item3), iterations, seeds, threads, test);

    /// <inheritdoc cref="CheckAsync{T}"/>
    public static Task CheckAsync<T1, T2, T3, T4>(
        this Gen<(T1, T2, T3, T4)> gen, Func<T1, T2, T3, T4, Task> assertion, int iterations = 100, string[]? seeds = null, int threads = 0,
        [CallerMemberName] string test = "") =>
        gen.CheckAsync(t => assertion(t.Item1, t.Item2, t.Item3, t.Item4), iterations, seeds, threads, test);

    private static Func<T, Task> Awaited<T>(Action<T> assertion) => input =>
    {
        assertion(input);
        return Task.CompletedTask;
    };
}
