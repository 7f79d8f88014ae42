@if "%~1"=="env" goto env
@%*
@exit /b
:env
@for /f "tokens=2,*" %%a in ("%*") do @%%b
