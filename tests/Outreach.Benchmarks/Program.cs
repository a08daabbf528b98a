using BenchmarkDotNet.Running;

// dotnet run -c Release --project tests/Outreach.Benchmarks -- --filter '*'
BenchmarkSwitcher.FromAssembly(typeof(Outreach.Benchmarks.Turns).Assembly).Run(args);
